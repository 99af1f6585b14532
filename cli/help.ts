// What `skerry --help` prints.
export const helpText = `skerry: compiles a TypeScript program to a sealed machine image

usage:
  skerry build FILE.ts [-o OUT] [options]          make an image
  skerry run FILE.ts [options] [-- ARGUMENT…]      make it, run it, stream its output; its exit status is the result
  skerry --help | --version

options:
  --target linux|pvh     a static Linux executable without C library (the default), or a guest that PVH loaders boot
  -o, --output OUT       where the image goes (build; default: the file's name without .ts)
  --seed N               layout seed, an integer from 0 (default 0); the same seed gives the same image
  --optimise speed|size  what to prefer (default speed)
  --dump WHAT            print an intermediate form: hir, types, mir:after=PASS (PASS input: before the first)
  --dump-only TEXT       dump only functions whose symbol contains TEXT
  --verify               check the intermediate form after every pass
  --explain              say which writes made objects open, and what was chosen for each allocation
  --verbose              print phases with their times also where the output is not a terminal

options of run --target pvh:
  --machine microvm|q35  QEMU's machine: devices over MMIO (the default), or over PCI
  --memory 16M           the guest's memory, 4M to 3G
  --publish HOST:GUEST   a port of this machine leads to one of the guest (8080:80, 5353:53/udp); may be repeated
  --tap NAME             join a TAP device instead of user-mode networking
  --address A.B.C.D/N    the guest's address (default 10.0.2.15/24, with --gateway 10.0.2.2)
  --gateway A.B.C.D      where it sends what is not on its link
  --set NAME=VALUE       a boot setting of the program, such as port=8000; may be repeated

  -h, --help             this text
  --version              the version
`
