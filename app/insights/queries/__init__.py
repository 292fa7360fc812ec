"""Questions about what people say and what the plan covers."""
