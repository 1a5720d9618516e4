"""YAML as Ruby's Psych reads it: libyaml's scanner and parser, Psych's rules for scalars, values with places."""
