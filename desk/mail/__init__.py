"""Mails: how they are written, and by which way they are sent."""
