"""What gunicorn serves for Kinto: the application of the settings that KINTO_INI names."""

import logging
import os

from pyramid.paster import get_app

# It writes a page for every conflict, which would only cost it time.
logging.disable()
application = get_app(os.environ["KINTO_INI"])
