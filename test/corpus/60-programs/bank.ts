// A bank: accounts of several classes, transactions, errors, an audit log, interest by dates, reports.
abstract class Account {
  static #next = 1000
  readonly id = Account.#next++
  protected balance = 0
  readonly history: Transaction[] = []

  constructor(readonly owner: string) {}

  abstract readonly kind: string
  abstract fee(amount: number): number

  get available(): number {
    return this.balance
  }

  deposit(amount: number): void {
    if (!(amount > 0)) throw new InvalidAmount(amount)
    this.balance += amount
    this.history.push({ kind: 'deposit', amount, balance: this.balance })
  }

  withdraw(amount: number): void {
    if (!(amount > 0)) throw new InvalidAmount(amount)
    const total = amount + this.fee(amount)
    if (total > this.available) throw new InsufficientFunds(this, total)
    this.balance -= total
    this.history.push({ kind: 'withdrawal', amount: total, balance: this.balance })
  }

  summary(): string {
    return `${this.kind} ${this.id} (${this.owner}): ${this.balance.toFixed(2)}`
  }
}

interface Transaction {
  kind: 'deposit' | 'withdrawal' | 'interest'
  amount: number
  balance: number
}

class BankError extends Error {
  override get name(): string {
    return this.constructor.name
  }
}

class InvalidAmount extends BankError {
  constructor(readonly amount: number) {
    super(`invalid amount: ${amount}`)
  }
}

class InsufficientFunds extends BankError {
  constructor(account: Account, wanted: number) {
    super(`account ${account.id} lacks ${(wanted - account.available).toFixed(2)}`)
  }
}

class Checking extends Account {
  readonly kind = 'checking'
  constructor(owner: string, private readonly overdraft = 0) {
    super(owner)
  }
  override get available(): number {
    return this.balance + this.overdraft
  }
  fee(amount: number): number {
    return amount > 1000 ? 2.5 : 0
  }
}

class Savings extends Account {
  readonly kind = 'savings'
  #rate: number
  constructor(owner: string, rate: number) {
    super(owner)
    this.#rate = rate
  }
  fee(): number {
    return 1
  }
  accrue(months: number): number {
    const interest = Math.round(this.balance * ((1 + this.#rate / 12) ** months - 1) * 100) / 100
    if (interest > 0) {
      this.balance += interest
      this.history.push({ kind: 'interest', amount: interest, balance: this.balance })
    }
    return interest
  }
}

class Bank {
  private readonly accounts = new Map<number, Account>()
  readonly audit: string[] = []

  open<A extends Account>(account: A): A {
    this.accounts.set(account.id, account)
    return account
  }

  transfer(from: number, to: number, amount: number): boolean {
    const a = this.accounts.get(from)
    const b = this.accounts.get(to)
    try {
      if (!a || !b) throw new BankError(`no account ${a ? to : from}`)
      a.withdraw(amount)
      b.deposit(amount)
      this.audit.push(`${from} -> ${to}: ${amount}`)
      return true
    } catch (e) {
      if (!(e instanceof BankError)) throw e
      this.audit.push(`${e.name}: ${e.message}`)
      return false
    }
  }

  *all(): Generator<Account> {
    yield* this.accounts.values()
  }

  totals(): Record<string, { count: number; sum: number }> {
    const result: Record<string, { count: number; sum: number }> = {}
    for (const account of this.all()) {
      const t = (result[account.kind] ??= { count: 0, sum: 0 })
      t.count++
      t.sum += account.available
    }
    return result
  }
}

const bank = new Bank()
const ann = bank.open(new Checking('ann', 100))
const bob = bank.open(new Savings('bob', 0.05))
const cyd = bank.open(new Checking('cyd'))
ann.deposit(5000)
bob.deposit(250.75)
const transfers: [number, number, number][] = [
  [ann.id, bob.id, 1500], [bob.id, cyd.id, 99.99], [cyd.id, ann.id, 500], [ann.id, 4, 1], [ann.id, cyd.id, -5], [ann.id, cyd.id, NaN], [cyd.id, ann.id, 99.99], [ann.id, cyd.id, 3650],
]
console.log(transfers.map((t) => bank.transfer(...t)))
console.log(bank.audit)
console.log(bob.accrue(12), bob.accrue(0))
for (const account of bank.all()) console.log(account.summary(), account.history.length)
console.log(bank.totals())
console.log(ann, bob)
console.log([...bank.all()].flatMap((a) => a.history.map((t) => t.kind)).reduce<Record<string, number>>((acc, k) => ({ ...acc, [k]: (acc[k] ?? 0) + 1 }), {}))
