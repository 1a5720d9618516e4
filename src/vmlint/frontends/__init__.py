"""Front ends: each turns the files of one language into facts about machines and networks."""
