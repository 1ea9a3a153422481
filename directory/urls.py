"""The addresses of accounts below a language: those of django-allauth that this site has pages for, never cached."""

from allauth.account import views
from django.urls import path
from django.views.decorators.cache import cache_control

from directory.accounts import sends_mail


def page(route, view, name):
    return path(route, cache_control(private=True, no_store=True)(sends_mail(view)), name=name)


urlpatterns = [
    page("login/", views.login, "account_login"),
    page("login/code/", views.request_login_code, "account_request_login_code"),
    page("login/code/confirm/", views.confirm_login_code, "account_confirm_login_code"),
    page("logout/", views.logout, "account_logout"),
    page("signup/", views.signup, "account_signup"),
    page("confirm-email/", views.email_verification_sent, "account_email_verification_sent"),
    page("inactive/", views.account_inactive, "account_inactive"),
    page("email/", views.email, "account_email"),
    page("password/change/", views.password_change, "account_change_password"),
    page("password/set/", views.password_set, "account_set_password"),
    page("password/reset/", views.password_reset, "account_reset_password"),
    page("password/reset/confirm/", views.confirm_password_reset_code, "account_confirm_password_reset_code"),
    page("password/reset/complete/", views.complete_password_reset, "account_complete_password_reset"),
]
