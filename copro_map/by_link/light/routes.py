"""The addresses of light pages: what comes by a link in mail, and how one is had."""

from __future__ import annotations

from starlette.routing import Route

from copro_map.by_link.light import booking, organising
from copro_map.by_link.light.asking import (
    ask_my_link,
    ask_sign_in,
    my_link_asked,
    sign_in_asked,
)
from copro_map.by_link.light.joining import join, join_sent
from copro_map.by_link.light.message import write, write_sent
from copro_map.by_link.light.opening import take_token
from copro_map.by_link.light.pressing import press, press_by_token, show
from copro_map.by_link.light.signing import sign_out
from copro_map.by_link.light.telling import event_told, tell_event
from copro_map.frame.light import with_provider

ROUTES: tuple[Route, ...] = (
    *organising.ROUTES,  # before what takes a token
    Route("/k/{token}", take_token, methods=["GET"]),
    Route("/k/{token}", press_by_token, methods=["POST"]),
    Route("/k", show, methods=["GET"]),
    Route("/k", press, methods=["POST"]),
    Route("/my-link", ask_my_link, methods=["GET"]),
    Route("/my-link", my_link_asked, methods=["POST"]),
    Route("/join", join, methods=["GET"]),
    Route("/join", join_sent, methods=["POST"]),
    Route("/write", write, methods=["GET"]),
    Route("/write", write_sent, methods=["POST"]),
    Route("/tell-event", tell_event, methods=["GET"]),
    Route("/tell-event", event_told, methods=["POST"]),
    Route("/sign-in", ask_sign_in, methods=["GET"]),
    Route("/sign-in", sign_in_asked, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["GET"]),
    *with_provider.ROUTES,
    *booking.ROUTES,
)
