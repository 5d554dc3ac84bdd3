"""佐证材料: add files to a record, and open them."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.desk.forms import new_file
from fazhi.desk.guard import DeskRequest, acts
from fazhi.office.attach import attach
from fazhi.office.correct_event import standing
from fazhi.office.open_evidence import open_evidence


@require_POST
@acts("attach")
def add(request: DeskRequest, event: int) -> HttpResponse:
    """Take the files sent and come back to the matter."""
    row = standing(request.actor, event)
    attach(request.actor, event, [new_file(f) for f in request.FILES.getlist("files")])
    return HttpResponseRedirect(reverse("matter", args=[row.matter]) + f"#event-{event}")


@acts("read")
def download(request: DeskRequest, id: int) -> HttpResponseBase:
    """The file, always as a download: nothing that was uploaded runs on this site."""
    row, path = open_evidence(request.actor, id)
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
