RbConfig::CONFIG["nope_nope"]
