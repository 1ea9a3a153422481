"""Rows of the directory."""

from directory.models import Industry, Office, Organisation, Person, Region, User
from tests.factories.making import created, numbers


def user(**values):
    number = next(numbers)
    values = {"name": f"User {number}", "email": f"user-{number}@example.org", "is_staff": True} | values
    return User.objects.create_user(password=values.pop("password", "correct horse"), **values)


def organisation(**values):
    number = next(numbers)
    defaults = {"slug": f"organisation-{number}", "name_en": f"Organisation {number}", "kind": "enterprise"}
    return created(Organisation, defaults, values)


def person(**values):
    number = next(numbers)
    defaults = {"slug": f"person-{number}", "name_en": f"Person {number}", "name_zh_hans": f"人{number}"}
    return created(Person, defaults, values)


def office(**values):
    defaults = {"title_en": "Director", "title_zh_hans": "主任"}
    for name, made in (("person", person), ("organisation", organisation)):
        if name not in values:
            values[name] = made()
    return created(Office, defaults, values)


def region(code="310000"):
    return Region.objects.get_or_create(code=code, defaults={"name_en": "Shanghai", "name_zh_hans": "上海市"})[0]


def industry(code="01"):
    defaults = {"section": "A", "name_en": f"Industry {code}", "name_zh_hans": f"行业{code}"}
    return Industry.objects.get_or_create(code=code, defaults=defaults)[0]
