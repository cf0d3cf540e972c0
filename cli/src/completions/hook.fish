
# `cargo xtask …` is completed as `xtask …`.
complete -c cargo -n '__fish_seen_subcommand_from xtask' -x -a "(__fish_complete_subcommand)"
