"""The assistant in Slack: a Bolt app that answers in threads, privately on a command, and in its own pane."""
