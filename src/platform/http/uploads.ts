import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer, { memoryStorage, MulterError } from 'multer';
import { uploadPath, uploadType } from './content-types.js';
import type { Csrf } from './csrf.js';
import { Refusal } from './refusal.js';

/** Of one file, inclusive. */
export const mostUploaded = 5 * 1024 * 1024;

/**
 * Reads a form that a file comes with: the file becomes one more field, its bytes in base64, so that what reads forms, and what
 * tells one change from another, treats it as any. It is kept in memory alone, and of its name nothing is. The token stands
 * first in the form, so that a file that nobody was asked for is not even read.
 */
export function readsUploads(csrf: Csrf): RequestHandler {
  const upload = multer({
    storage: memoryStorage(),
    limits: { fileSize: mostUploaded, files: 1, fields: 20, fieldSize: 2_000, parts: 21, headerPairs: 20 },
    fileFilter: (request: Request, _, take) => {
      const { _csrf: token } = request.body as Record<string, unknown>; // the fields read so far
      take(null, csrf.isTokenOf(request, token ?? request.headers['x-csrf-token']));
    },
  }).single('file');
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.path !== uploadPath || !request.is(uploadType)) {
      next();
      return;
    }
    upload(request, response, (error: unknown) => {
      if (error) {
        next(refusalOf(error));
        return;
      }
      const fields = { ...(request.body as Record<string, unknown>) }; // what multer made, without a prototype
      const content = request.file?.buffer.toString('base64') ?? '';
      request.body = content === '' ? fields : { ...fields, file: content };
      delete request.file;
      next();
    });
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return new Refusal(
      413,
      'too-large',
      'The file is larger than 5 MB. Cut the sheet in two and upload each.',
    );
  return new Refusal(
    422,
    'invalid',
    'The form could not be read. Go back, load the page again and send it once more.',
  );
}
