"""What the pages of accounts say of mail and codes."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_folder():
    """The folder where a demonstration keeps the mails that it does not send; nothing where they are sent."""
    folder = settings.MAIL_FOLDER
    if not folder:
        return ""
    is_near = folder.is_relative_to(settings.BASE_DIR)
    return str(folder.relative_to(settings.BASE_DIR) if is_near else folder)


@register.simple_tag
def code_minutes():
    """For how long a code that was sent holds."""
    return settings.CODE_SECONDS // 60
