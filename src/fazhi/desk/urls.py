"""Addresses of the desk."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from fazhi.desk.correct import correct_record
from fazhi.desk.evidence import add, download
from fazhi.desk.ledgers import index, listing, workbook
from fazhi.desk.matter import matter, note
from fazhi.desk.record import record_step, saved
from fazhi.desk.report import report, sentence, word
from fazhi.desk.sign_in import SignIn
from fazhi.desk.today import today
from fazhi.desk.why import why

urlpatterns = [
    path("", today, name="today"),
    path("login/", SignIn.as_view(), name="sign-in"),
    path("logout/", LogoutView.as_view(), name="sign-out"),
    path("ledgers/", index, name="ledgers"),
    path("ledgers/<str:ledger>/", listing, name="ledger"),
    path("ledgers/<str:ledger>/xlsx", workbook, name="ledger-xlsx"),
    path("matters/<str:id>/", matter, name="matter"),
    path("matters/<str:id>/note/", note, name="note"),
    path("record/<str:step>/", record_step, name="record"),
    path("saved/<int:event>/", saved, name="saved"),
    path("events/<int:event>/correct/", correct_record, name="correct"),
    path("events/<int:event>/evidence/", add, name="attach"),
    path("evidence/<int:id>/", download, name="evidence"),
    path("why/", why, name="why"),
    path("report/<int:year>/", report, name="report"),
    path("report/<int:year>/sentences/<int:number>/", sentence, name="sentence"),
    path("report/<int:year>/docx", word, name="report-docx"),
]
