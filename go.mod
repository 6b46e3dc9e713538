module verbatim

go 1.26.0

require (
	charm.land/bubbles/v2 v2.2.1 // the line of text in prompts, key bindings
	charm.land/bubbletea/v2 v2.1.1 // the program on the terminal
	charm.land/lipgloss/v2 v2.0.6 // styles
	github.com/adrg/xdg v0.5.3 // where state is kept, on each system
	github.com/charmbracelet/colorprofile v0.4.3 // the colours a terminal has
	github.com/charmbracelet/ultraviolet v0.0.0-20261008173134-6b8d4baf91b4 // draws frames, with the cells that change; tests: the cells of x/vt
	github.com/charmbracelet/x/ansi v0.11.9 // the control sequences of terminals
	github.com/charmbracelet/x/exp/teatest/v2 v2.0.0-20260823001701-96af6d2cb5f6 // tests: the program without a terminal
	github.com/charmbracelet/x/term v0.2.2 // what is a terminal, and its settings
	github.com/charmbracelet/x/vt v0.0.0-20260823001701-96af6d2cb5f6 // tests and picture: a terminal
	github.com/clipperhouse/displaywidth v0.11.0 // cells of text, as bubbletea counts them
	github.com/clipperhouse/uax29/v2 v2.7.0 // graphemes
	github.com/creack/pty v1.1.24 // tests and picture: a pseudo-terminal
	github.com/lucasb-eyer/go-colorful v1.4.1 // tests: contrast of colours
	github.com/rogpeppe/go-internal v1.16.0 // tests: scripts of the command
	github.com/spf13/cobra v1.10.2 // flags and completion
	github.com/spf13/pflag v1.0.9 // cobra's flags, for the manual page
	golang.org/x/image v0.47.0 // picture: fonts
	golang.org/x/net v0.62.0 // pages of the web
	golang.org/x/sys v0.49.0 // sessions of processes, for ctrl+z
	golang.org/x/text v0.43.0 // encodings and normal forms
)

require (
	github.com/atotto/clipboard v0.1.4 // indirect
	github.com/aymanbagabas/go-udiff v0.4.1 // indirect
	github.com/charmbracelet/x/exp/golden v0.0.0-20251109135125-8916d276318f // indirect
	github.com/charmbracelet/x/exp/ordered v0.1.0 // indirect
	github.com/charmbracelet/x/termios v0.1.1 // indirect
	github.com/charmbracelet/x/windows v0.2.2 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mattn/go-runewidth v0.0.30 // indirect
	github.com/muesli/cancelreader v0.2.2 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/xo/terminfo v1.0.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
)
