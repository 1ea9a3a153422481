"""Users and their roles."""

from django.contrib import admin

from directory.admin.base import BloomAdmin
from directory.models import User


@admin.register(User)
class UserAdmin(BloomAdmin):
    list_display = ("name", "email", "is_active", "last_login")
    list_filter = ("groups", "is_active")
    search_fields = ("name", "email")
    fieldsets = ((None, {"fields": (("name", "email"), "groups", "is_active")}),)
