"""What templates ask about the web build."""

from django import template
from django.contrib.staticfiles import finders

register = template.Library()


@register.simple_tag
def web_is_built() -> bool:
    """Tell whether the styles and scripts of the pages are there."""
    return finders.find("web/style.css") is not None
