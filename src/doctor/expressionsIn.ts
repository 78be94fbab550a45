/** The expressions `${{ … }}` of a text, without their braces; one that is not closed reaches to the next. */
export const expressionsIn = (text: string): string[] =>
  text
    .split('${{')
    .slice(1)
    .map((part) => part.split('}}', 1)[0] ?? '')
