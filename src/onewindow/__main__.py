from onewindow.config.cli import main

main()
