// expect: SK1306
namespace Tools { // refused here
  export const answer = 42
}
console.log(Tools.answer)
