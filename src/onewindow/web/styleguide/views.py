"""The style guide: every component in every mode, so that pages need not invent their own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from onewindow.web.styleguide import samples

BASES = {
    "public": "base_public.html",
    "elder": "base_public.html",
    "desk": "base_desk.html",
    "kiosk": "base.html",
    "wall": "base.html",
}
NAMES = {"public": "公众", "elder": "长辈版", "desk": "工作台", "kiosk": "自助机", "wall": "大屏"}


def index(request: HttpRequest) -> HttpResponse:
    return redirect("styleguide", mode="public")


def gallery(request: HttpRequest, mode: str) -> HttpResponse:
    if mode not in BASES:
        raise Http404
    context = samples.context() | {
        "mode": mode,
        "base": BASES[mode],
        "names": NAMES,
        "nav": samples.NAV["desk" if mode == "desk" else "public"],
        "desk": samples.DESK if mode == "desk" else None,
        "demo": True,
    }
    return render(request, "styleguide/gallery.html", context)


def hits(request: HttpRequest) -> HttpResponse:
    """The fragment that the search-as-you-type sample asks for."""
    q = request.GET.get("q", "")
    names = (
        "食品经营许可（新办）",
        "公共场所卫生许可",
        "公众聚集场所投入使用、营业前消防安全检查",
        "敬老优待证",
    )
    return render(request, "styleguide/hits.html", {"hits": [name for name in names if q in name]})
