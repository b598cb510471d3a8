"""The pure engine that cuts doors into turfs and puts them in walking order."""
