"""What gunicorn serves for Kinto: the application of the settings that KINTO_INI names."""

import os

from pyramid.paster import get_app

application = get_app(os.environ["KINTO_INI"])
