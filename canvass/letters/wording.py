"""The words of a shift letter, in English and Spanish."""

from collections.abc import Mapping
from datetime import date, datetime

LANGUAGES = ("en", "es")

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
_TO = {"en": "to", "es": "a"}
_NOON = {"en": ("AM", "PM"), "es": ("a. m.", "p. m.")}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Statement of scheduled work",
        "dated": "Dated",
        "to_whom": "To whom it may concern:",
        "paid": "{organization} states that the person named below is scheduled to work for it as"
        " a paid canvasser, at the time and in the area given here.",
        "volunteer": "{organization} states that the person named below is scheduled to serve with"
        " it as a volunteer canvasser, at the time and in the area given here.",
        "name": "Name",
        "organization": "Organization",
        "campaign": "Campaign",
        "capacity": "Capacity",
        "as_paid": "Paid",
        "as_volunteer": "Volunteer",
        "day": "Day",
        "hours": "Hours",
        "area": "Area",
        "contact": "Contact number",
        "work": "The work is nonpartisan voter education, done on foot, from door to door.",
        "check": "To check this statement, scan the code. It answers “valid” or “not valid”, and"
        " nothing else.",
    },
    "es": {
        "title": "Constancia de trabajo programado",
        "dated": "Fecha",
        "to_whom": "A quien corresponda:",
        "paid": "{organization} hace constar que la persona nombrada abajo tiene programado"
        " trabajar para ella, con paga, como promotora o promotor que visita hogares, a la hora y"
        " en la zona aquí indicadas.",
        "volunteer": "{organization} hace constar que la persona nombrada abajo tiene programado"
        " colaborar con ella, como voluntaria o voluntario que visita hogares, a la hora y en la"
        " zona aquí indicadas.",
        "name": "Nombre",
        "organization": "Organización",
        "campaign": "Campaña",
        "capacity": "Calidad",
        "as_paid": "Con paga",
        "as_volunteer": "Voluntariado",
        "day": "Día",
        "hours": "Horario",
        "area": "Zona",
        "contact": "Teléfono de contacto",
        "work": "El trabajo es educación electoral no partidista, a pie y de puerta en puerta.",
        "check": "Para comprobar esta constancia, escanee el código. Responde «válida» o"
        " «no válida», y nada más.",
    },
}


def say_day(day: date, language: str) -> str:
    """Write a day out, as one does in ``language``."""
    weekday, month = _DAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    if language == "es":
        return f"{weekday} {day.day} de {month} de {day.year}"
    return f"{weekday}, {month} {day.day}, {day.year}"


def say_hours(start: datetime, end: datetime, language: str) -> str:
    """Write out from when to when."""
    return f"{_clock(start, language)} {_TO[language]} {_clock(end, language)}"


def _clock(at: datetime, language: str) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {_NOON[language][at.hour >= 12]}"


def letter_lines(
    *, language: str, capacity: str, facts: Mapping[str, str], name: str
) -> dict[str, object]:
    """Return what the letter says: its sentences, and its lines as pairs of label and value.

    ``facts`` has organization, campaign, day, hours, area, contact. Without a ``name`` there is a
    line to write one on; without a number to call no such line.
    """
    words = WORDS[language]
    values = {"name": name, **facts, "capacity": words[f"as_{capacity}"]}
    order = ("name", "organization", "campaign", "capacity", "day", "hours", "area", "contact")
    return {
        "language": language,
        "title": words["title"],
        "to_whom": words["to_whom"],
        "sentence": words[capacity].format(organization=facts["organization"]),
        "lines": [[words[one], values[one]] for one in order if values[one] or one == "name"],
        "work": words["work"],
        "check": words["check"],
        "dated": words["dated"],
    }
