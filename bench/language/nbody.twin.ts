// The mutated twin of nbody.ts: other names, other order, one more class, other sizes. argv: number of ticks.
class Clock {
  ticks = 0

  constructor(readonly step: number) {}

  tick(): number {
    this.ticks++
    return this.step
  }
}

const YEAR = 365.24
const SUN = 4 * Math.PI * Math.PI

class Universe {
  readonly clock = new Clock(0.005)

  constructor(private readonly stars: Star[]) {}

  total(): number {
    let sum = 0
    this.stars.forEach((p, n) => {
      sum += 0.5 * p.m * (p.u * p.u + p.v * p.v + p.w * p.w)
      for (const q of this.stars.slice(n + 1)) {
        const ex = p.px - q.px
        const ey = p.py - q.py
        const ez = p.pz - q.pz
        sum -= (p.m * q.m) / Math.sqrt(ex * ex + ey * ey + ez * ez)
      }
    })
    return sum
  }

  settle(): void {
    let mu = 0
    let mv = 0
    let mw = 0
    for (const star of this.stars) {
      mu += star.u * star.m
      mv += star.v * star.m
      mw += star.w * star.m
    }
    const centre = this.stars[0]
    centre.u = -mu / SUN
    centre.v = -mv / SUN
    centre.w = -mw / SUN
  }

  move(): void {
    const h = this.clock.tick()
    const stars = this.stars
    for (let n = 0; n < stars.length; n++) {
      const p = stars[n]
      for (let k = n + 1; k < stars.length; k++) {
        const q = stars[k]
        const ex = p.px - q.px
        const ey = p.py - q.py
        const ez = p.pz - q.pz
        const square = ex * ex + ey * ey + ez * ez
        const pull = h / (square * Math.sqrt(square))
        p.u -= ex * q.m * pull
        p.v -= ey * q.m * pull
        p.w -= ez * q.m * pull
        q.u += ex * p.m * pull
        q.v += ey * p.m * pull
        q.w += ez * p.m * pull
      }
    }
    for (const star of stars) {
      star.px += h * star.u
      star.py += h * star.v
      star.pz += h * star.w
    }
  }
}

interface Star {
  readonly m: number
  px: number
  py: number
  pz: number
  u: number
  v: number
  w: number
}

function orbiting(mass: number, place: number[], speed: number[]): Star {
  const [u, v, w] = speed.map((s) => s * YEAR)
  const [px, py, pz] = place
  return { m: mass * SUN, px, py, pz, u, v, w }
}

const count = Number(process.argv[2] ?? '1000')
const universe = new Universe([
  { m: SUN, px: 0, py: 0, pz: 0, u: 0, v: 0, w: 0 },
  orbiting(0.000285885980666130812,
    [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
    [-0.00276742510726411076, 0.00499852801234917238, 0.0000230417297573763929]),
  orbiting(0.0000515138902046611451,
    [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
    [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870]),
  orbiting(0.000954791938424326609,
    [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
    [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023]),
  orbiting(0.0000436624404335156298,
    [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
    [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556]),
])
universe.settle()
console.log(universe.total().toFixed(9))
for (let n = 0; n < count; n++) universe.move()
console.log(universe.total().toFixed(9), universe.clock.ticks)
