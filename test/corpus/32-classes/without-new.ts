// Constructors called without new: the language's, the platform's, the program's.
for (const c of [Promise, Map, Uint8Array, DataView, ArrayBuffer, TextEncoder] as any[]) try { c() } catch (e) { console.log((e as Error).message) }
try { (Promise as any)() } catch (e) { console.log((e as Error).message) }
try { (Set as any)() } catch (e) { console.log((e as Error).message) }
class Mine {}
try { (Mine as any)() } catch (e) { console.log((e as Error).message) }
