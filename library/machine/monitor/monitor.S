# The monitor: all that runs in ring 0. It boots the machine, draws its mappings, ends it when it faults, and answers five
# calls. Its parts are one assembly unit.
.include "layout.S"
.include "entry.S"
.include "traps.S"
.include "calls.S"
.section .note.GNU-stack, "", @progbits
