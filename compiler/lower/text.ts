// How V8's messages print the expression that was called, constructed or iterated: `a.b(...).c is not a function`.
// What it cannot print is "(intermediate value)".

import ts from 'typescript'

const UNPRINTABLE = '(intermediate value)'

/** The text of a callee or iterable in an error message. */
export function printExpression(node: ts.Expression): string {
  return print(node) || UNPRINTABLE
}

/** The text of something that is iterated: to V8's printer a construction looks like a call there. */
export function printIterable(node: ts.Expression): string {
  return ts.isNewExpression(node) ? `${printExpression(node.expression)}(...)` : printExpression(node)
}

/** Prints nothing where V8's printer has nothing to say. */
function print(node: ts.Expression): string {
  if (ts.isParenthesizedExpression(node) && (node.expression.flags & ts.NodeFlags.OptionalChain) !== 0) return ''
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node) ||
      ts.isExpressionWithTypeArguments(node)) return print(node.expression)
  if (ts.isIdentifier(node)) return node.text
  if (ts.isNumericLiteral(node)) return String(Number(node.text))
  if (ts.isStringLiteralLike(node)) return `"${node.text}"`
  if (ts.isPropertyAccessExpression(node)) {
    const object = node.expression.kind === ts.SyntaxKind.SuperKeyword ? UNPRINTABLE : printExpression(node.expression)
    if (ts.isPrivateIdentifier(node.name)) return `${object}[${node.name.text}]`
    return `${object}${node.questionDotToken === undefined ? '.' : '?.'}${node.name.text}`
  }
  if (ts.isElementAccessExpression(node)) return printElement(node)
  if (ts.isCallExpression(node)) return `${printExpression(node.expression)}(...)`
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)) {
    return `-${print(node.operand)}`
  }
  if (ts.isPrefixUnaryExpression(node)) return `(${ts.tokenToString(node.operator)}${printExpression(node.operand)})`
  if (ts.isPostfixUnaryExpression(node)) return `(${printExpression(node.operand)}${ts.tokenToString(node.operator)})`
  if (ts.isTypeOfExpression(node)) return `(typeof ${printExpression(node.expression)})`
  if (ts.isVoidExpression(node)) return `(void ${printExpression(node.expression)})`
  if (ts.isDeleteExpression(node)) return `(delete ${printExpression(node.expression)})`
  if (ts.isBinaryExpression(node)) return printBinary(node)
  if (ts.isConditionalExpression(node)) return UNPRINTABLE.repeat(3)
  if (ts.isArrayLiteralExpression(node)) {
    return `[${node.elements.map((e) => (ts.isOmittedExpression(e) ? '' : printExpression(e))).join(',')}]`
  }
  if (ts.isObjectLiteralExpression(node)) return printObject(node)
  if (ts.isSpreadElement(node)) return `(...${printExpression(node.expression)})`
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => printExpression(span.expression)).join('')
  return printKeyword(node)
}

function printKeyword(node: ts.Expression): string {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword: return 'this'
    case ts.SyntaxKind.NullKeyword: return 'null'
    case ts.SyntaxKind.TrueKeyword: return 'true'
    case ts.SyntaxKind.FalseKeyword: return 'false'
    default: return ''
  }
}

function printElement(node: ts.ElementAccessExpression): string {
  const object = node.expression.kind === ts.SyntaxKind.SuperKeyword ? UNPRINTABLE : printExpression(node.expression)
  const dots = node.questionDotToken === undefined ? '' : '?.'
  const key = node.argumentExpression
  if (ts.isStringLiteralLike(key) && dots === '') return `${object}.${key.text}`
  return `${object}${dots}[${printExpression(key)}]`
}

function printBinary(node: ts.BinaryExpression): string {
  const kind = node.operatorToken.kind
  if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) return print(node.left)
  // V8 keeps a chain of one operator as one node.
  const operands: ts.Expression[] = [node.right]
  let left = node.left
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === kind &&
    kind !== ts.SyntaxKind.AsteriskAsteriskToken) {
    operands.unshift(left.right)
    left = left.left
  }
  return `(${[left, ...operands].map(printExpression).join(` ${ts.tokenToString(kind)} `)})`
}

function printObject(node: ts.ObjectLiteralExpression): string {
  return `{${UNPRINTABLE.repeat(node.properties.length)}}`
}
