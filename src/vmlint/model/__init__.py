"""The network as every front end describes it and every question is asked of it: no language, no provider's syntax."""
