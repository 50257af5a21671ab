"""Slack's published limits: what a call would break, before Slack refuses it."""

from __future__ import annotations

from tests.slack.limits.methods import violations

__all__ = ["violations"]
