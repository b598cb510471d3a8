"""What every view that reads a body may answer, for the description of the API."""

from drf_spectacular.utils import OpenApiResponse

from turf.api.openapi import Problem

BODY_REFUSALS = {
    413: OpenApiResponse(Problem, "Too much at once."),
    415: OpenApiResponse(Problem, "Not JSON."),
    503: OpenApiResponse(Problem, "The database is busy: send it again after Retry-After seconds."),
}
