"""Telegram: python-telegram-bot as the transport, with polling and a webhook that confirm only what is committed."""

from bot.adapters.telegram.channel import TelegramChannel

__all__ = ["TelegramChannel"]
