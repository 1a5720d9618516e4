"""A network laboratory: small worlds of namespaces behind the real NAT engine, and what their clients see."""
