"""What is wrong with a declaration."""


class Fault(ValueError):
    """Something a person can mend: ``code`` for programs, the message says what to do.

    The message never repeats what was declared.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
