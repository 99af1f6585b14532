// Numbers: the motion of the outer planets around the sun, symplectic integration. argv: number of steps.
const SOLAR_MASS = 4 * Math.PI * Math.PI
const DAYS_PER_YEAR = 365.24

// An object literal and not a class: a class's fields are `undefined` before the constructor assigns them, which makes
// V8 box each of their numbers, and Node four times slower. The measurement is against Node at its best.
interface Body {
  x: number
  y: number
  z: number
  vx: number
  vy: number
  vz: number
  readonly mass: number
}

function planet(position: number[], velocityPerDay: number[], solarMasses: number): Body {
  const [x, y, z] = position
  const [vx, vy, vz] = velocityPerDay.map((v) => v * DAYS_PER_YEAR)
  return { x, y, z, vx, vy, vz, mass: solarMasses * SOLAR_MASS }
}

class SolarSystem {
  constructor(private readonly bodies: Body[]) {
    let px = 0
    let py = 0
    let pz = 0
    for (const body of bodies) {
      px += body.vx * body.mass
      py += body.vy * body.mass
      pz += body.vz * body.mass
    }
    const sun = bodies[0]
    sun.vx = -px / SOLAR_MASS
    sun.vy = -py / SOLAR_MASS
    sun.vz = -pz / SOLAR_MASS
  }

  advance(dt: number): void {
    const bodies = this.bodies
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i]
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j]
        const dx = a.x - b.x
        const dy = a.y - b.y
        const dz = a.z - b.z
        const distanceSquared = dx * dx + dy * dy + dz * dz
        const magnitude = dt / (distanceSquared * Math.sqrt(distanceSquared))
        a.vx -= dx * b.mass * magnitude
        a.vy -= dy * b.mass * magnitude
        a.vz -= dz * b.mass * magnitude
        b.vx += dx * a.mass * magnitude
        b.vy += dy * a.mass * magnitude
        b.vz += dz * a.mass * magnitude
      }
    }
    for (const body of bodies) {
      body.x += dt * body.vx
      body.y += dt * body.vy
      body.z += dt * body.vz
    }
  }

  energy(): number {
    let e = 0
    this.bodies.forEach((a, i) => {
      e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
      for (const b of this.bodies.slice(i + 1)) {
        const dx = a.x - b.x
        const dy = a.y - b.y
        const dz = a.z - b.z
        e -= (a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz)
      }
    })
    return e
  }
}

const steps = Number(process.argv[2] ?? '1000')
const system = new SolarSystem([
  { x: 0, y: 0, z: 0, vx: 0, vy: 0, vz: 0, mass: SOLAR_MASS },
  planet(
    [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
    [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023], 0.000954791938424326609),
  planet(
    [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
    [-0.00276742510726411076, 0.00499852801234917238, 0.0000230417297573763929], 0.000285885980666130812),
  planet(
    [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
    [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556], 0.0000436624404335156298),
  planet(
    [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
    [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870], 0.0000515138902046611451),
])
console.log(system.energy().toFixed(9))
for (let i = 0; i < steps; i++) system.advance(0.01)
console.log(system.energy().toFixed(9))
