"""The addresses of login and passwords, below /arbejde/."""

from django.urls import path
from django.views.generic import TemplateView

from retning.web.staff.login import views

urlpatterns = [
    path("log-ind/", views.LoginView.as_view(), name="login"),
    path("log-ud/", views.LogoutView.as_view(), name="logout"),
    path("glemt-adgangskode/", views.ForgottenView.as_view(), name="password_reset"),
    path(
        "glemt-adgangskode/sendt/",
        TemplateView.as_view(template_name="staff/login/sent.html"),
        name="password_reset_sent",
    ),
    path(
        "ny-adgangskode/<uidb64>/<token>/",
        views.ChooseView.as_view(),
        name="password_reset_confirm",
    ),
    path("velkommen/<uidb64>/<token>/", views.FirstPasswordView.as_view(), name="first_password"),
    path(
        "ny-adgangskode/valgt/",
        TemplateView.as_view(template_name="staff/login/chosen.html"),
        name="password_reset_complete",
    ),
    path("skift-adgangskode/", views.ChangeView.as_view(), name="password_change"),
    path(
        "skift-adgangskode/skiftet/",
        TemplateView.as_view(template_name="staff/login/changed.html"),
        name="password_changed",
    ),
]
