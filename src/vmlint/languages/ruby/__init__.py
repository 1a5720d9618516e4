"""Ruby: lexer, parser, tree, abstract evaluation."""
