"""How often such a check is wrong: printed with every question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What a check is worth; shares from 0 to 1. Raises ValueError for any other.

    ``prevalence`` is the share of days with entries that nobody made at a door, ``sensitivity`` the
    share of those that the check notices, ``specificity`` the share of all other days that it
    leaves alone.
    """

    prevalence: float
    sensitivity: float
    specificity: float

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        for share in (self.prevalence, self.sensitivity, self.specificity):
            if not 0 <= share <= 1:
                raise ValueError(f"a share is from 0 to 1, not {share}")

    @property
    def predictive_value(self) -> float | None:
        """Share of what it notices that is so (Bayes); None where it notices nothing."""
        right = self.prevalence * self.sensitivity
        wrong = (1 - self.prevalence) * (1 - self.specificity)
        return right / (right + wrong) if right + wrong else None


ASSUMED = Accuracy(prevalence=0.02, sensitivity=0.8, specificity=0.95)
"""Better than ours is known to be: nobody has measured it."""


def how_often_wrong(accuracy: Accuracy = ASSUMED) -> str:
    """Say it in words that go with every question.

    Raises ValueError where the check is never right, or notices nothing.
    """
    value = accuracy.predictive_value
    if not value:
        raise ValueError("a check that is never right has nothing to ask")
    return (
        "Such a check is often wrong. If on"
        f" {accuracy.prevalence:.0%} of days something was noted that did not happen at a door, a"
        f" check that notices {accuracy.sensitivity:.0%} of those days and leaves"
        f" {accuracy.specificity:.0%} of all others alone is right one time in {1 / value:.0f};"
        " otherwise there is a good reason that it cannot know."
    )
