"""The tables that belong to no organization, each with why; every other one is walled in."""

GLOBAL_TABLES = {
    "turf_organization": "the organizations themselves",
    "turf_user": "one person may work in several organizations",
    "turf_user_groups": "Django's",
    "turf_user_user_permissions": "Django's",
    "canvass_devicetoken": "tells whose the request is; hashes and ids alone",
    "canvass_enrolmentcode": "tells whose the code is, before anybody signed in; hashes and ids",
    "canvass_attemptcount": "attempts of whoever is nobody yet; keyed hashes and counts",
    "account_emailaddress": "django-allauth's",
    "account_emailconfirmation": "django-allauth's",
    "mfa_authenticator": "django-allauth's: second factors of a person, sealed",
    "axes_accessattempt": "django-axes's: keyed hashes of names, and counts",
    "axes_accessattemptexpiration": "django-axes's",
    "axes_accessfailurelog": "django-axes's",
    "axes_accesslog": "django-axes's",
    "auth_group": "Django's",
    "auth_group_permissions": "Django's",
    "auth_permission": "Django's",
    "django_admin_log": "Django's",
    "django_content_type": "Django's",
    "django_migrations": "Django's",
    "django_session": "tells who signed in, before it is known for whom",
    "spatial_ref_sys": "PostGIS's",
}

SEATS = {"turf_membership": "user_id"}
"""Tables of which a person sees their own rows in every organization: sign-in finds them so."""
