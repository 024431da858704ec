"""What the API takes and gives: models that requests are read into and answers made of, and that OpenAPI shows."""
