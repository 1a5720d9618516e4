"""Questions to the model that several rules ask."""
