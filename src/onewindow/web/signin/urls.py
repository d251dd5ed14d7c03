from django.urls import path

from onewindow.web.signin import views

urlpatterns = [
    path("signin/", views.signin, name="signin"),
    path("signout/", views.signout, name="signout"),
    path("post/", views.post, name="post"),
    path("demo/", views.demo, name="demo"),
]
