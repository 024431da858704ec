"""Headers that every answer carries: nothing comes from elsewhere, and only files of the desk's run."""

from flask import Flask, Response, current_app, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # A page may show a story that few may see: it stays in no cache, also when somebody else sits down at the machine.
    "Cache-Control": "no-store",
}


def install(app: Flask) -> None:
    app.after_request(protect)


def protect(response: Response) -> Response:
    """Adds the headers that a view has not set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["DESK"].https or request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
