"""Methods of the built-in classes, one module a class, imported when first met."""
