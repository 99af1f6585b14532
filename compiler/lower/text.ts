// How V8's messages print the expression that was called, constructed or iterated: `a.b(...).c is not a function`.
// What it cannot print is "(intermediate value)".

import ts from 'typescript'

const UNPRINTABLE = '(intermediate value)'

/** The text of a callee or iterable in an error message. */
export function printExpression(node: ts.Expression): string {
  return print(node) || UNPRINTABLE
}

/** Prints nothing where V8's printer has nothing to say. */
function print(node: ts.Expression): string {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node) || ts.isExpressionWithTypeArguments(node)) return print(node.expression)
  if (ts.isIdentifier(node)) return node.text
  if (ts.isNumericLiteral(node)) return String(Number(node.text))
  if (ts.isStringLiteralLike(node)) return `"${node.text}"`
  if (ts.isPropertyAccessExpression(node)) {
    const object = node.expression.kind === ts.SyntaxKind.SuperKeyword ? UNPRINTABLE : printExpression(node.expression)
    return `${object}${node.questionDotToken === undefined ? '.' : '?.'}${node.name.text}`
  }
  if (ts.isElementAccessExpression(node)) return printElement(node)
  if (ts.isCallExpression(node)) return `${printExpression(node.expression)}(...)`
  if (ts.isPrefixUnaryExpression(node)) return `(${ts.tokenToString(node.operator)}${printExpression(node.operand)})`
  if (ts.isPostfixUnaryExpression(node)) return `(${printExpression(node.operand)}${ts.tokenToString(node.operator)})`
  if (ts.isTypeOfExpression(node)) return `(typeof ${printExpression(node.expression)})`
  if (ts.isVoidExpression(node)) return `(void ${printExpression(node.expression)})`
  if (ts.isDeleteExpression(node)) return `(delete ${printExpression(node.expression)})`
  if (ts.isBinaryExpression(node)) return printBinary(node)
  if (ts.isConditionalExpression(node)) return UNPRINTABLE.repeat(3)
  if (ts.isArrayLiteralExpression(node)) return `[${node.elements.map((e) => (ts.isOmittedExpression(e) ? '' : printExpression(e))).join(',')}]`
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
  const operator = ts.tokenToString(node.operatorToken.kind) ?? ''
  if (node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return ''
  return `(${printExpression(node.left)} ${operator} ${printExpression(node.right)})`
}

function printObject(node: ts.ObjectLiteralExpression): string {
  const values = node.properties.map((property) => (ts.isPropertyAssignment(property) ? printExpression(property.initializer) : UNPRINTABLE))
  // Values that print nothing of their own still show as unprintable.
  return `{${values.map((value) => (/^[\d"]/.test(value) ? UNPRINTABLE : value)).join('')}}`
}
