"""What is not even kept aside: answers of somebody who was not to be asked."""

from collections.abc import Mapping

from canvass.rates.dispositions import Disposition


def without_answers(document: object) -> object:
    """Leave out of any JSON value the responses beside "someone else answered, no adult home".

    Whatever else is wrong with it: nobody takes answers from a minor.
    """
    if not isinstance(document, Mapping) or not isinstance(document.get("results"), list | tuple):
        return document
    return {**document, "results": [_result(one) for one in document["results"]]}


def _result(result: object) -> object:
    if not isinstance(result, Mapping) or result.get("disposition") != Disposition.OTHER_PERSON:
        return result
    return {name: value for name, value in result.items() if name != "responses"}
