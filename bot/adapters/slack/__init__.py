"""Slack: direct messages over Socket Mode or HTTP, through slack-bolt and slack-sdk."""
