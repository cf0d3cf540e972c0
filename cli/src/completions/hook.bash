
# `cargo xtask …` is completed as `xtask …`; everything else is left to cargo's own completion.
_xtask_of_cargo() {
    if [[ "${COMP_WORDS[1]}" == xtask && "${COMP_CWORD}" -gt 1 ]]; then
        COMP_WORDS=("${COMP_WORDS[@]:1}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _xtask xtask "$2" "$3"
        return
    fi
    if ! declare -F _cargo >/dev/null; then
        # bash-completion loads cargo's own completion on demand, which would replace this one.
        if declare -F _comp_load >/dev/null; then
            _comp_load cargo
        elif declare -F _completion_loader >/dev/null; then
            _completion_loader cargo
        fi
        complete -F _xtask_of_cargo -o bashdefault -o default cargo
    fi
    if declare -F _cargo >/dev/null; then
        _cargo "$@"
    fi
}
complete -F _xtask_of_cargo -o bashdefault -o default cargo
