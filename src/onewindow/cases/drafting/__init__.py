"""What is written on each paper, drawn from the case and its edition; one file a family of papers."""
