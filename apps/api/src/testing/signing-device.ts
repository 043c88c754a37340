import { webCryptoSigner } from "@balcao/sync/client/adapters/webcrypto-signer";
import type { NewKey } from "@balcao/sync/client/ports";
import { joinSignature, keyText, linkText, type OfferedKey, signedText } from "@balcao/sync/chain";
import type { Command } from "@balcao/sync/protocol";
import { hashText } from "@balcao/sync/server/check-chain";

/** Seals commands as a tablet does, one after another, so that a test can say what goes wrong with them. */
export interface SigningDevice {
  readonly key: OfferedKey;
  readonly keyId: string;
  readonly seal: (command: Command) => Promise<Command>;
  /** The hash of the newest command it sealed. */
  readonly head: () => string;
  /** Goes on as if the newest command were another. */
  readonly goBackTo: (hash: string) => void;
}

/** A device with a new key, of which sequences up to `since` were in use before. */
export async function signingDevice(since: number): Promise<SigningDevice> {
  const signer = webCryptoSigner();
  if (signer === null) throw new Error("no WebCrypto");
  const { publicKey, handle }: NewKey = await signer.createKey();
  const keyId = hashText(keyText(publicKey));
  let head = keyId;
  return {
    key: { publicKey, since },
    keyId,
    seal: async (command) => {
      const linked = { ...command, previousHash: head };
      const sealed = { ...linked, signature: joinSignature(keyId, await signer.sign(handle, signedText(linked))) };
      head = hashText(linkText(sealed));
      return sealed;
    },
    head: () => head,
    goBackTo: (hash) => {
      head = hash;
    },
  };
}
