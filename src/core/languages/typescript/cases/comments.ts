#!/usr/bin/env node
// line
/* block */
/** Documentation
 * of two lines. */
call(/* before */ first, // after
  second);
const text = '// no comment', url = `http://no.comment`;
const object = { /* alone */ };
//no blank
