"""Reading a page as a visitor does: the words in its parts, by CSS class or element."""

import re

from lxml import html


class Page:
    """A page that was answered with a status; `at` narrows to the elements of an XPath."""

    def __init__(self, response, status=200):
        assert response.status_code == status, response.status_code
        self.source = response.content.decode()
        self.tree = html.document_fromstring(self.source)

    def texts(self, path):
        """The words of each element at an XPath, white space as one space."""
        return [squeezed(element.text_content()) for element in self.tree.xpath(path)]

    def text(self, path):
        """The words of the one element at an XPath."""
        (text,) = self.texts(path)
        return text

    def values(self, path):
        """What an XPath that ends in an attribute gives."""
        return [str(value) for value in self.tree.xpath(path)]


def squeezed(words):
    return re.sub(r"\s+", " ", words).strip()


def of_class(name, element="*"):
    """The XPath of the elements with a class."""
    return f"//{element}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def said(response):
    """The messages that a page shows."""
    return [str(message) for message in response.context["messages"]]
